/** The least that answers SMTP: no log, no checks, no store. What a message costs Node itself. Says its port on stdout. */
import { createServer, type Server } from "node:net";

const end = Buffer.from("\r\n.\r\n");

createServer({ noDelay: true }, (socket) => {
  let data = false;
  let tail = Buffer.alloc(0);
  socket.on("error", () => {});
  socket.write("220 bare\r\n");
  socket.on("data", (chunk: Buffer) => {
    let bytes = Buffer.concat([tail, chunk]);
    tail = Buffer.alloc(0);
    let said = "";
    while (bytes.length > 0) {
      if (data) {
        const at = bytes.indexOf(end);
        if (at < 0) {
          tail = Buffer.from(bytes.subarray(-4));
          break;
        }
        data = false;
        bytes = bytes.subarray(at + end.length);
        said += "250 taken\r\n";
        continue;
      }
      const at = bytes.indexOf(10);
      if (at < 0) {
        tail = bytes;
        break;
      }
      const verb = bytes.toString("latin1", 0, 4).toUpperCase();
      bytes = bytes.subarray(at + 1);
      data = verb === "DATA";
      said += data ? "354 go on\r\n" : verb === "QUIT" ? "221 bye\r\n" : "250 yes\r\n";
      if (verb === "QUIT") socket.end(said);
    }
    if (said && !socket.writableEnded) socket.write(said);
  });
}).listen(0, "127.0.0.1", function (this: Server) {
  process.stdout.write(`${(this.address() as { port: number }).port}\n`);
});
