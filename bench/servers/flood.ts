/** Offers so many connections a second from the addresses 127.0.1.1 to 127.0.1.250, until SIGTERM; then says how many were closed by the server a second. */
import { connect } from "node:net";

const [port = 0, perSecond = 0] = process.argv.slice(2).map(Number);
/** More than these are not opened at a time: the flood's own machine has an end as well. */
const mostOpen = 4000;
let [offered, closed, open] = [0, 0, 0];
const from = performance.now();

const one = () => {
  open++;
  const socket = connect({ port, host: "127.0.0.1", localAddress: `127.0.1.${1 + (offered % 250)}` });
  socket.on("data", () => {}).on("error", () => {});
  socket.once("close", () => {
    open--;
    closed++;
  });
  socket.on("end", () => socket.destroy());
};
setInterval(() => {
  const due = ((performance.now() - from) * perSecond) / 1000;
  for (; offered < due; offered++) if (open < mostOpen) one();
}, 1);
process.once("SIGTERM", () => {
  process.stdout.write(`${Math.round((closed * 1000) / (performance.now() - from))}\n`);
  process.exit();
});
