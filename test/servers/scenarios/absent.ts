/** Mail of which the log has nothing, or another thing than was asked for. */
import { deliver } from "./arriving.ts";
import { send, sendAnd } from "./client.ts";
import type { ReceivingSite } from "./receiving-site.ts";
import { label, type Scenario } from "./scenario.ts";

const nothing = async () => undefined;

export const absent: readonly Scenario<ReceivingSite>[] = [
  {
    id: "never-sent",
    story: "It is still among her drafts; her colleagues' mail comes all the time.",
    question: "--to bruno@example.test --from ghost.writer@partner.example --about {at} --fact log-complete=yes",
    label: label("never.no-trace", "sender", "never-seen"),
    decisive: undefined,
    act: nothing,
  },
  {
    id: "never-sent-by-id",
    story: "The sender quotes a Message-ID of his outbox; nothing of it ever came.",
    question: "--message-id <outbox.77@rossi-legal.example> --to bruno@example.test --about {at}",
    label: label("never.no-trace", "sender", "never-seen"),
    decisive: undefined,
    act: nothing,
  },
  {
    id: "typo",
    story: "A letter was left out: anna.rosi. Nobody has that name, and the sender has not read the bounce.",
    question: "--to anna.rossi@example.test --from max@garage.example --about {at}",
    label: label("never.wrong-address", "sender", "never-seen"),
    decisive: "reject: RCPT from .*<anna\\.rosi@example\\.test>: Recipient address rejected: User unknown",
    act: async ({ ports }) => {
      await sendAnd("refused", ports.mx, { from: "max@garage.example", to: "anna.rosi@example.test" });
      return undefined;
    },
  },
  {
    id: "typo-swapped",
    story: "Two letters are swapped: caral for carla; asked half an hour off.",
    question: "--to carla@example.test --from uwe@hotel.example --about {at-30}",
    label: label("never.wrong-address", "sender", "never-seen"),
    decisive: "reject: RCPT from .*<caral@example\\.test>: Recipient address rejected: User unknown",
    act: async ({ ports }) => {
      await sendAnd("refused", ports.mx, { from: "uwe@hotel.example", to: "caral@example.test" });
      return undefined;
    },
  },
  {
    id: "not-addressee",
    story: "It went to her two colleagues; she stands in the header, but was not among the recipients.",
    question: "--to rita@example.test --message-id {id}",
    label: label("never.not-addressee", "sender", "never-seen"),
    decisive: "message-id={id}|msgid={id}|{qid}: (?:from|to)=",
    act: (site) => deliver(site, { from: "eva@rossi-legal.example", to: ["dario@example.test", "fabio@example.test"] }),
  },
  {
    id: "log-ends",
    story: "Asked about this noon, from a copy of the log that ends in the morning.",
    question: "--to dario@example.test --from nina@museum.example --about {at+50} --window 20m",
    label: label("evidence.log-gap", "our-server", "unknown"),
    decisive: undefined,
    act: nothing,
  },
  {
    id: "log-begins",
    story: "Asked about two days ago; the log was begun today.",
    question: "--to dario@example.test --from nina@museum.example --about {before} --window 1h",
    label: label("evidence.log-gap", "our-server", "unknown"),
    decisive: undefined,
    act: async () => ({ before: new Date(Date.now() - 2 * 86_400_000).toISOString() }),
  },
  {
    id: "other-node",
    story: "The domain has two mail hosts; we read the log of one.",
    question:
      "--to bruno@example.test --from otilia@museum.example --about {at} --fact mx=mx.example.test,mx2.example.test --fact log-of=mx.example.test",
    label: label("evidence.other-node", "our-server", "unknown"),
    decisive: undefined,
    act: nothing,
  },
  {
    id: "probe-is-no-mail",
    story: "Her host only greeted us; she believes that this was her mail.",
    question: "--to bruno@example.test --from rosa@bakery.example --about {at}",
    label: label("never.no-trace", "sender", "never-seen"),
    decisive: undefined,
    act: async ({ ports }) => {
      await send(ports.mx, { from: "other@bakery.example", to: "nobody.here@example.test" });
      return undefined;
    },
  },
];
