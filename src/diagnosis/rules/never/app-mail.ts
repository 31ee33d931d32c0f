/** A program on the sender's machine tried to hand its mail to the mail server, and was turned away: no message came about. */
import { say } from "../../../base/saying.ts";
import { localPartOf } from "../../../mail/address.ts";
import { confidence } from "../../confidence.ts";
import { windows } from "../../question.ts";
import { defineRule } from "../../rule.ts";

const often = 3;
/** Postfix's own commands, which programs call. */
const commands: ReadonlySet<string> = new Set(["sendmail", "postdrop"]);
/** "fatal: webshop@shop.example(33): No recipient addresses found …", "fatal: User forum(34) is not allowed to submit mail". */
const account = /^fatal: (?:User )?([^\s(]{1,300})\(\d{1,10}\)/;

export const appMail = defineRule({
  cause: "never.app-mail",
  refines: ["never.no-trace"],
  evidence: ({ question, attempts, lastSession, coverage }) => {
    const { from, about } = question;
    if (attempts.length > 0 || lastSession.length > 0 || from === undefined || about === undefined) return undefined;
    const [window] = windows(question);
    const turned = coverage.failures.filter(
      ({ at, program }) => at >= window.from && at <= window.to && commands.has(program),
    );
    const isHis = (text: string) => {
      const named = account.exec(text)?.[1];
      return named !== undefined && localPartOf(named) === localPartOf(from);
    };
    const his = turned.filter(({ text }) => isHis(text));
    const [said] = his;
    if (!said) return undefined;
    return {
      facts: [],
      told: his.slice(0, often),
      confidence: his.length > 1 ? confidence.repeated : confidence.inferred,
      detail: said.text,
      missing: [say`the log of the application that wanted to send it`],
    };
  },
});
