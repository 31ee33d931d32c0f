/**
 * What `lmtp` and `lda` write of a recipient whom they refuse: by default nothing, of which only `auth` tells that it knows no such user, and
 * whoever has them say more reads it at the level Debug.
 */
import { defined } from "../../base/defined.ts";
import { ownWord, parseReply, type Reply, replyClass } from "../../mail/reply.ts";
import type { DovecotPattern, Scene } from "./scene.ts";

function refuse(scene: Scene, recipient: string, reply: Reply): void {
  const delivery = scene.delivery();
  const status = replyClass(reply) === 4 ? "deferred" : "refused";
  const queueId = scene.head.name || undefined;
  delivery.settled = true;
  scene.emit(defined({ kind: "attempt.ended", recipient, status, stage: "rcpt", reply, queueId }), delivery);
}

/** Real samples are of Dovecot 2.3.19.1. */
export const refusalPatterns: readonly DovecotPattern[] = [
  {
    name: "recipient-refused",
    programs: ["lmtp"],
    queued: false,
    // With `log_debug = category=smtp-server`.
    samples: [
      "lmtp(3044): Debug: lmtp-server: conn 127.0.0.1:37774 [1]: command RCPT: 550 reply: Sent: 550 5.1.1 <nosuch@example.test> User doesn't exist: nosuch@example.test",
    ],
    line: /^lmtp-server: conn \S{1,100} \[\d{1,12}\]: command RCPT: [45]\d\d reply: Sent: ([45]\d\d \d\.\d{1,3}\.\d{1,3} <([^<>]{1,400})> .{1,600})$/s,
    events: ([, said = "", recipient = ""], scene) => {
      const reply = parseReply(said);
      if (reply) refuse(scene, recipient, reply);
    },
  },
  {
    name: "recipient-unknown",
    programs: ["lmtp", "lda"],
    queued: false,
    // With `mail_debug`; `auth` has said before it that the user is unknown, or that nobody can be asked.
    samples: [
      "lmtp(nosuch@example.test)<1181><cNs2N8udDWudBAAAg+zDdQ>: Debug: auth-master: userdb lookup(nosuch@example.test): Userdb lookup failed",
      "lda(nosuch@example.test)<1391><>: Debug: auth-master: userdb lookup(nosuch@example.test): Userdb lookup failed",
    ],
    line: /^auth-master: userdb lookup\((.{1,400})\): Userdb lookup failed$/s,
    events: ([, recipient = ""], scene) => {
      const said = scene.unknownUser(recipient);
      if (said !== undefined) refuse(scene, recipient, ownWord(said, "5.1.1"));
    },
  },
];
