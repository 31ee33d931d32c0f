/** Postgrey: who was told to come again, and how long he had waited when he did. */
import { defined } from "../../base/defined.ts";
import { normaliseIp } from "../../base/ip.ts";
import { type SinglePattern, singleFormat } from "../single.ts";

/** Real samples are of postgrey 1.37 of Debian 12. */
export const postgreyPatterns: readonly SinglePattern[] = [
  {
    name: "action",
    programs: ["*"],
    queued: false,
    samples: [
      "action=greylist, reason=new, client_name=unknown, client_address=192.0.2.7, sender=eve@sender.example, recipient=bob@example.test",
      "4A78F20C0EC: action=greylist, reason=new, client_name=unknown, client_address=192.0.2.7, sender=eve@sender.example, recipient=bob@example.test",
      "action=pass, reason=triplet found, delay=3, client_name=unknown, client_address=192.0.2.7, sender=eve@sender.example, recipient=bob@example.test",
      "action=greylist, reason=new, client_name=unknown, client_address=192.0.2.9, recipient=bob@example.test",
    ],
    line: /^(?:(\w{5,20}): )?action=(\w{1,20}), reason=([^,=]{1,100}), (?:delay=(\d{1,12}), )?client_name=([^,=]{0,300}), client_address=([^,\s]{1,60})(?:, sender=([^,\s]{0,500}))?, recipient=(\S{1,500})$/,
    events: ([, queueId, verdict = "", reason = "", delay, , address = "", sender, recipient], { emit }) => {
      const detail = delay === undefined ? reason : `${reason}, after ${delay} s`;
      const peer = normaliseIp(address.replace(/\/\d{1,3}$/, ""));
      emit(defined({ kind: "decision", by: "postgrey", verdict, sender, recipient, detail, queueId, peer }));
    },
  },
  {
    name: "chatter",
    programs: ["*"],
    queued: false,
    samples: ["Binding to TCP port 17831 on host 127.0.0.1 with IPv4", "cleaning up old logs..."],
    line: /^(?!(?:\w{5,20}: )?action=)/,
  },
];

export const postgrey = singleFormat({
  id: "postgrey",
  title: "Postgrey",
  docs: "https://postgrey.schweikert.ch/, and what postgrey 1.37 wrote",
  programs: ["postgrey"],
  service: "antispam",
  patterns: postgreyPatterns,
});
