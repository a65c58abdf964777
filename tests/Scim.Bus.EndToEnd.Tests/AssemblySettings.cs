// Each deployment's tests wait most of the time: all three run side by side.
[assembly: CollectionBehavior(MaxParallelThreads = 4)]
