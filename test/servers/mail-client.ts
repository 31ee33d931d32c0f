/** A scripted client of IMAP and POP3: says a line, waits for its answer, over plain TCP or TLS. */
import { connect, type Socket } from "node:net";
import { connect as connectTls } from "node:tls";

export interface Client {
  /** Says one line; resolves with all that came until the answer that ends it. */
  say(line: string): Promise<string>;
  /** Says nothing more, without a word of farewell. */
  drop(): Promise<void>;
  /** Resolves when the server has closed the connection. */
  readonly closed: Promise<void>;
}

interface ClientOptions {
  readonly tls?: boolean;
  readonly from?: string;
}

/** What ends an answer: of IMAP the line with the command's tag, of POP3 a status line, or a dot behind a list. */
const tag = "a";
const endOfImap = () => new RegExp(`(?:^|\\r\\n)(?:${tag} |\\+ ).*\\r\\n$`);
const endOfPop3 = (line: string) =>
  /^(?:LIST|UIDL|RETR|TOP|CAPA)\b/.test(line) ? /(?:^-ERR.*|\r\n\.)\r\n$/ : /^(?:\+OK|-ERR|\+).*\r\n$/;

async function clientOf(
  port: number,
  { tls = false, from = "127.0.0.1" }: ClientOptions,
  greeting: RegExp,
  endOf: (line: string) => RegExp,
): Promise<Client> {
  const plain = connect({ port, host: "127.0.0.1", localAddress: from });
  const socket: Socket = tls ? connectTls({ socket: plain, rejectUnauthorized: false }) : plain;
  let heard = "";
  let wake: () => void = () => {};
  let isClosed = false;
  const closed = new Promise<void>((done) => {
    socket.on("close", () => {
      isClosed = true;
      wake();
      done();
    });
  });
  socket.on("error", () => {});
  socket.on("data", (bytes) => {
    heard += bytes.toString("latin1");
    wake();
  });
  const until = async (end: RegExp): Promise<string> => {
    while (!end.test(heard) && !isClosed)
      await new Promise<void>((heardMore) => {
        wake = heardMore;
      });
    const all = heard;
    heard = "";
    return all;
  };
  await until(greeting);
  return {
    say: async (line) => {
      socket.write(`${line}\r\n`);
      return await until(endOf(line));
    },
    drop: async () => {
      socket.destroy();
      await closed;
    },
    closed,
  };
}

/** Its lines are commands without a tag. */
export async function imapClient(port: number, options: ClientOptions = {}): Promise<Client> {
  const client = await clientOf(port, options, /^\* .*\r\n$/, endOfImap);
  return { ...client, say: (line) => client.say(`${tag} ${line}`) };
}

export const pop3Client = (port: number, options: ClientOptions = {}): Promise<Client> =>
  clientOf(port, options, /^\+OK.*\r\n$/, endOfPop3);
