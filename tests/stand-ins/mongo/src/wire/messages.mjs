// The two kinds of messages drivers send: OP_MSG for everything, and OP_QUERY for the very first hello.
import { decodeCommand } from '../bson-values.mjs';

const OP_REPLY = 1;
const OP_QUERY = 2004;
const OP_MSG = 2013;

const CHECKSUM_PRESENT = 1;
const MORE_TO_COME = 2;

const BODY = 0;
const DOCUMENT_SEQUENCE = 1;

/** { requestId, isQuery, noReply, command }. A command's document sequences are fields of it, lists of bytes. */
export function decodeMessage(message) {
  const requestId = message.readInt32LE(4);
  const opCode = message.readInt32LE(12);
  if (opCode === OP_MSG) return { requestId, isQuery: false, ...decodeOpMsg(message) };
  if (opCode === OP_QUERY) return { requestId, isQuery: true, noReply: false, command: decodeOpQuery(message) };
  throw new Error(`unsupported opcode ${opCode}`);
}

function decodeOpMsg(message) {
  const flags = message.readUInt32LE(16);
  const end = message.length - (flags & CHECKSUM_PRESENT ? 4 : 0);
  let body;
  const sequences = {};
  for (let offset = 20; offset < end;) {
    const kind = message[offset];
    const start = offset + 1;
    const next = start + message.readInt32LE(start);
    if (kind === BODY) body = message.subarray(start, next);
    else if (kind === DOCUMENT_SEQUENCE) readSequence(message.subarray(start + 4, next), sequences);
    else throw new Error(`unsupported section kind ${kind}`);
    offset = next;
  }
  return { noReply: (flags & MORE_TO_COME) !== 0, command: { ...decodeCommand(body), ...sequences } };
}

function readSequence(section, sequences) {
  const nameEnd = section.indexOf(0);
  const documents = [];
  for (let offset = nameEnd + 1; offset < section.length;) {
    const next = offset + section.readInt32LE(offset);
    documents.push(section.subarray(offset, next));
    offset = next;
  }
  sequences[section.toString('utf8', 0, nameEnd)] = documents;
}

function decodeOpQuery(message) {
  const nameEnd = message.indexOf(0, 20);
  const start = nameEnd + 1 + 8; // after the numbers to skip and to return
  return decodeCommand(message.subarray(start, start + message.readInt32LE(start)));
}

/** The message that answers a request with the bytes of a document. */
export function encodeReply({ requestId, isQuery }, documentBytes) {
  const prefix = isQuery ? replyPrefix() : Buffer.alloc(5); // OP_MSG: no flags, one body section
  const header = Buffer.alloc(16);
  header.writeInt32LE(header.length + prefix.length + documentBytes.length, 0);
  header.writeInt32LE(requestId, 8);
  header.writeInt32LE(isQuery ? OP_REPLY : OP_MSG, 12);
  return Buffer.concat([header, prefix, documentBytes]);
}

// Flags, cursor id, starting position, and the number of documents, which is 1.
function replyPrefix() {
  const prefix = Buffer.alloc(20);
  prefix.writeInt32LE(8, 0); // "await capable", as every server since 2.0 says
  prefix.writeInt32LE(1, 16);
  return prefix;
}
