/** The program that should lay the message into its mailbox does not start: nothing was tried, so that no line says it of the message. */
import { defineRule } from "../../rule.ts";
import { agents, unstarted } from "../../unstarted.ts";

export const deliveryDefer = defineRule({
  cause: "local.delivery-defer",
  refines: ["queue.waiting"],
  evidence: (inquiry) => unstarted(inquiry, agents.store),
});
