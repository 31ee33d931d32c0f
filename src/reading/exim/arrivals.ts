/** How a message came into the queue: from a client, from this machine, or made by Exim for another. */
import { defined } from "../../base/defined.ts";
import { numberOf } from "../pattern.ts";
import { fieldsOf, type Peer, peerOf, quotedEnd } from "./fields.ts";
import type { Connection, Scene } from "./scene.ts";

/** What is logged behind the fields of an arrival: " from <sender> for one two". */
const envelope = /^(?: from <.{0,1000}?>)?(?: for (.*))?$/s;

/** `<=`. */
export function arrived(text: string, scene: Scene): void {
  const local = text.startsWith('"') ? quotedEnd(text, 0) : 0;
  const space = text.indexOf(" ", local);
  const senderEnd = space < 0 ? text.length : space;
  const address = text.slice(0, senderEnd);
  const sender = address === "<>" ? "" : address;
  const { values, end } = fieldsOf(text, senderEnd);
  const { H: host, S, T: subject, R: parent } = values;
  const id = values.id ?? values["id*"];
  const messageId = id === undefined ? undefined : `<${id}>`;
  const recipients = envelope.exec(text.slice(end))?.[1]?.split(" ");
  const connectionId = values.Ci;
  const peer =
    host === undefined ? undefined : { ...peerOf(host), ...(connectionId !== undefined && { connectionId }) };
  const isEarly = scene.entryOf(scene.queueId ?? "")?.isEarly;
  const entry = scene.arrive();
  const sizeBytes = numberOf(S);
  Object.assign(entry, defined({ sender, sizeBytes, recipients, receivedAt: scene.at }));
  const connection = peer && brought(peer, sender, values, scene);
  // Both may begin with this line otherwise.
  if (connection && isEarly) scene.needs(connection.session, entry.begun);
  const { session } = entry;
  scene.emit(
    defined({ kind: "message.accepted", sender, recipients, sizeBytes, helo: peer?.helo, messageId, peer: peer?.ip }),
    session,
  );
  if (subject !== undefined) scene.emit(defined({ kind: "message.identified", subject, messageId }), session);
  if (parent !== undefined && scene.queueId) reported(parent, scene.queueId, scene);
}

/** The connection that brought the message, where the log tells of it otherwise, or lets it be told from others. */
function brought(
  peer: Peer,
  sender: string,
  values: Readonly<Record<string, string>>,
  scene: Scene,
): Connection | undefined {
  const connection = scene.known(peer, sender);
  if (!connection) return undefined;
  const { session } = connection;
  if (values.X !== undefined) {
    const [version = "", cipher = ""] = values.X.split(":");
    scene.emit({ kind: "tls.started", version, cipher }, session);
  }
  scene.emit({ kind: "transaction.opened", sender }, session);
  if (values.A !== undefined) scene.emit({ kind: "session.noted", text: `A=${values.A}` }, session);
  scene.taken(connection);
  return connection;
}

/** A message of Exim's own, made for another: a bounce, a notice of delay, or what an autoreply said. */
export function reported(from: string, to: string, scene: Scene): void {
  const parent = scene.entryOf(from);
  const { session } = scene.entry();
  if (parent) scene.needs(session, parent.failed ?? parent.waits ?? parent.begun);
  const why = parent?.failed || !parent ? "bounce" : parent.waits ? "delay-notice" : undefined;
  if (why) scene.emit({ kind: "message.linked", from, to, why }, session);
  if (why && parent) scene.emit({ kind: "message.linked", from, to, why, queueId: from }, parent.session);
}
