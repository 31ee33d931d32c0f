/** Which format reads the lines of a program, by the name under which it writes to syslog. */
import type { LogFormat } from "./format.ts";
import { registry } from "./formats/registry.gen.ts";

/** `postfix*` + `/*`, or `*` + `/{smtpd,qmgr}`, as an expression: a star is anything but a slash. */
const programShape = (program: string): RegExp => {
  const plain = program.replace(/[.+?^$()|[\]\\]/g, "\\$&").replaceAll("*", "[^/]*");
  return new RegExp(`^${plain.replace(/\{([^{}]+)\}/g, (_, names: string) => `(?:${names.replaceAll(",", "|")})`)}$`);
};

const shapes = Object.values(registry).map((format) => {
  const { programs = [] } = format;
  const others = programs.filter((program) => program.startsWith("!"));
  const own = programs.filter((program) => !others.includes(program));
  return { format, own: own.map(programShape), others: others.map((program) => programShape(program.slice(1))) };
});

/** Undefined for a program that no format claims. Asks expressions: whoever asks remembers. */
export function byProgram(program: string): LogFormat | undefined {
  const isOne = (some: readonly RegExp[]) => some.some((shape) => shape.test(program));
  return shapes.find(({ own, others }) => isOne(own) && !isOne(others))?.format;
}
