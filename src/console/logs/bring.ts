/** Sends a file to the server, and says how far it is: `fetch` tells that of what comes, not of what goes. */
import { Problem } from "../api.ts";
import type { BroughtLog } from "../documents.ts";
import { requestOf } from "../request.ts";
import { routes } from "../routes.gen.ts";

/** Rejects with Problem; `signal` breaks it off. `sent` is told a share between 0 and 1. */
export function bring(file: File, sent: (share: number) => void, signal: AbortSignal): Promise<BroughtLog> {
  const { method, url } = requestOf(routes["log-upload"], { name: file.name });
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open(method, url);
    request.setRequestHeader("content-type", "application/octet-stream");
    request.upload.onprogress = ({ loaded, total }) => sent(total === 0 ? 1 : loaded / total);
    request.onload = () => {
      const said = parsed(request.responseText);
      if (request.status < 300) resolve(said as BroughtLog);
      else reject(new Problem(request.status, said ?? {}));
    };
    request.onerror = () => reject(new Problem(0, {}));
    request.onabort = () => reject(signal.reason);
    signal.addEventListener("abort", () => request.abort());
    request.send(file);
  });
}

/** A proxy in between may answer with anything. */
function parsed(text: string): object | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
