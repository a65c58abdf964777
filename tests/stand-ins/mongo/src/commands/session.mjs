// Commands about the server and the connection.
// What drivers take from hello: a standalone server (no setName), without sessions (no logicalSessionTimeoutMinutes),
// that speaks the protocol of version 7.0.
const hello = (command, { connectionId }) => ({
  helloOk: true,
  ismaster: true,
  isWritablePrimary: true,
  maxBsonObjectSize: 16 * 1024 * 1024,
  maxMessageSizeBytes: 48_000_000,
  maxWriteBatchSize: 100_000,
  localTime: new Date(),
  minWireVersion: 0,
  maxWireVersion: 21,
  readOnly: false,
  connectionId,
  ok: 1,
});

const succeed = () => ({ ok: 1 });

export const sessionCommands = {
  hello,
  isMaster: hello,
  ping: succeed,
  endSessions: succeed,
  configureFailPoint: (command, { failPoint }) => failPoint.configure(command),
  buildInfo: () => ({
    version: '7.0.0',
    versionArray: [7, 0, 0, 0],
    gitVersion: 'mongo-stand-in',
    modules: [],
    bits: 64,
    maxBsonObjectSize: 16 * 1024 * 1024,
    ok: 1,
  }),
  connectionStatus: () => ({ authInfo: { authenticatedUsers: [], authenticatedUserRoles: [] }, ok: 1 }),
};
