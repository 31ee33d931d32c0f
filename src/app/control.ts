/** The control socket: says that a server runs on a data folder, so that nobody else starts or changes files there. */
import { rmSync } from "node:fs";
import { connect, createServer, type Server } from "node:net";
import { paths } from "./paths.ts";

/** Does a server answer on this data folder's control socket? */
export function isServerRunning(data: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(paths(data).controlSocket);
    socket.once("connect", () => {
      socket.destroy();
      resolve(true);
    });
    socket.once("error", () => resolve(false));
  });
}

/** Listens on the control socket; a socket file that a crash left is taken over. Mode 0600 by the folder's 0700. */
export async function openControlSocket(data: string): Promise<Server> {
  const path = paths(data).controlSocket;
  rmSync(path, { force: true });
  const server = createServer((socket) => socket.destroy());
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(path, resolve);
  });
  return server;
}
