// How a thread begins (src/base/thread.ts): it does not take over the compile cache of the one that began it.
import { enableCompileCache } from "node:module";
import { parentPort, workerData } from "node:worker_threads";

enableCompileCache();
const { module, work, task } = workerData;
const result = await (await import(module))[work](task);
if (result !== undefined) parentPort.postMessage(result);
