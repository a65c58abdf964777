// MongoDB's own way to have commands fail in tests: the fail point failCommand
// (https://github.com/mongodb/mongo/wiki/The-%22failCommand%22-fail-point).
import { badValue, MongoError, notSupported } from '../errors.mjs';
import { optional } from './options.mjs';

const KNOWN = new Set(['failCommands', 'namespace', 'errorCode', 'writeConcernError']);

/** Which of the next commands fail, and how. One for all connections. */
export class FailPoint {
  #remaining = 0;
  #data = {};

  configure(command) {
    const { configureFailPoint: name } = command;
    const mode = typeof command.mode === 'string' ? command.mode : optional(command.mode);
    const data = optional(command.data) ?? {};
    if (name !== 'failCommand') throw notSupported(`fail point ${name}`);
    const unknown = Object.keys(data).find((key) => !KNOWN.has(key));
    if (unknown) throw notSupported(`failCommand with ${unknown}`);
    this.#remaining = mode === 'off' ? 0 : Number(mode?.times);
    if (!Number.isInteger(this.#remaining)) throw badValue("mode must be 'off' or {times: a number}");
    this.#data = data;
    return { ok: 1 };
  }

  /** Runs a command: it fails before it does anything, or is carried out and says that its write concern failed. */
  run(name, command, work) {
    if (this.#remaining === 0 || !this.#isMeant(name, command)) return work();
    this.#remaining--;
    const { errorCode, writeConcernError } = this.#data;
    if (errorCode) throw new MongoError(errorCode, 'FailPoint', `failed by a fail point with code ${errorCode}`);
    return { ...work(), writeConcernError };
  }

  #isMeant(name, command) {
    const { failCommands = [], namespace } = this.#data;
    return failCommands.includes(name) && (!namespace || namespace === `${command.$db}.${command[name]}`);
  }
}
