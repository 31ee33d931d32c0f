/** The SPF policy server for Postfix in Python: what SPF said of a sender. */
import { defined } from "../../base/defined.ts";
import { normaliseIp } from "../../base/ip.ts";
import { type SinglePattern, singleFormat } from "../single.ts";

/** Real samples are of postfix-policyd-spf-python 2.9.3 of Debian 12, without a name server. */
export const policydSpfPatterns: readonly SinglePattern[] = [
  {
    name: "received-spf",
    programs: ["*"],
    queued: false,
    samples: [
      ": prepend Received-SPF: None (mailfrom) identity=mailfrom; client-ip=192.0.2.7; helo=client.example; envelope-from=eve@sender.example; receiver=example.test ",
      // After its source and manual.
      "4A78F20C0EC: prepend Received-SPF: Pass (mailfrom) identity=mailfrom; client-ip=192.0.2.7; helo=client.example; envelope-from=eve@sender.example; receiver=bob@example.test ",
    ],
    line: /^(\w{5,20})?: prepend Received-SPF: (\w{1,20}) (\(.{0,2000})$/s,
    events: ([, queueId, verdict = "", rest = ""], { emit }) => {
      const peer = normaliseIp(/client-ip=([^;\s]{1,60});/.exec(rest)?.[1] ?? "");
      const receiver = /receiver=([^;\s]{1,400}@[^;\s]{1,255})/.exec(rest)?.[1];
      const said = { by: "spf", verdict: verdict.toLowerCase(), detail: rest.trim().slice(0, 500) };
      emit(defined({ kind: "decision", ...said, recipient: receiver, queueId, peer }));
    },
  },
  {
    name: "chatter",
    programs: ["*"],
    queued: false,
    samples: [
      ": prepend X-Comment: SPF check N/A for local connections - client-ip=127.0.0.1; helo=client.example; envelope-from=eve@sender.example; receiver=example.test ",
      // After its source: Postfix itself logs what it then tells the client.
      ": 550 5.7.23 Message rejected due to: SPF fail - not authorized. Please see http://www.open-spf.net/Why?s=mfrom;id=eve@sender.example;ip=192.0.2.7;r=example.test",
    ],
    line: /^(?!(?:\w{5,20})?: prepend Received-SPF: )/,
  },
];

export const policydSpf = singleFormat({
  id: "policyd-spf",
  title: "policyd-spf",
  docs: "https://launchpad.net/spf-engine, and what postfix-policyd-spf-python wrote",
  programs: ["policyd-spf"],
  service: "antispam",
  patterns: policydSpfPatterns,
});
