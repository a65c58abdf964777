// Tests wait most of the time, so the collections of all deployments run in parallel.
[assembly: CollectionBehavior(MaxParallelThreads = 4)]
