/** Which format reads the lines of a program, by the name under which it writes to syslog. */
import type { LogFormat } from "./format.ts";
import { registry } from "./formats/registry.gen.ts";

/** `postfix*` + `/*`, or `*` + `/{smtpd,qmgr}`, as an expression: a star is anything but a slash. */
const programShape = (program: string): RegExp => {
  const plain = program.replace(/[.+?^$()|[\]\\]/g, "\\$&").replaceAll("*", "[^/]*");
  return new RegExp(`^${plain.replace(/\{([^{}]+)\}/g, (_, names: string) => `(?:${names.replaceAll(",", "|")})`)}$`);
};

/** Each name is looked up once. */
export class ByProgram {
  readonly #known = new Map<string, LogFormat | undefined>();
  readonly #shapes = Object.values(registry).map((format) => {
    const { programs = [] } = format;
    const others = programs.filter((program) => program.startsWith("!"));
    const own = programs.filter((program) => !others.includes(program));
    return { format, own: own.map(programShape), others: others.map((program) => programShape(program.slice(1))) };
  });

  of(program: string): LogFormat | undefined {
    const known = this.#known.get(program);
    if (known !== undefined || this.#known.has(program)) return known;
    const isOne = (shapes: readonly RegExp[]) => shapes.some((shape) => shape.test(program));
    const format = this.#shapes.find(({ own, others }) => isOne(own) && !isOne(others))?.format;
    if (this.#known.size < 10_000) this.#known.set(program, format);
    return format;
  }
}
