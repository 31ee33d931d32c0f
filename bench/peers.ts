/** The servers that a row is measured beside: each a process that says its port. Peers come from npm, once, into a folder of their own. */
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort } from "../test/free-port.ts";

export interface Server {
  readonly port: number;
  /** Of the process, since its start, in seconds. */
  cpuSeconds(): number;
  /** Resident, in bytes. */
  memoryBytes(): number;
  stop(): void;
}

export type Name = "postino" | "bare" | "smtp-server" | "haraka";

/** Of the packages from npm. */
const versions = { "smtp-server": "3.21.6", Haraka: "3.3.4", "sonic-boom": "5.0.2", pino: "10.4.0" } as const;
/** Where they are installed. */
export const packages = join(tmpdir(), "postino-bench-peers");
const here = new URL("./servers/", import.meta.url).pathname;

export function installPeer(name: keyof typeof versions): void {
  if (existsSync(join(packages, "node_modules", name))) return;
  mkdirSync(packages, { recursive: true });
  if (!existsSync(join(packages, "package.json"))) writeFileSync(join(packages, "package.json"), "{}");
  execFileSync(
    "npm",
    ["install", "--no-audit", "--no-fund", "--ignore-scripts", "--omit=optional", `${name}@${versions[name]}`],
    {
      cwd: packages,
      stdio: "inherit",
    },
  );
}

/** Starts a server; resolves when it takes connections. `level` is the log level of ours. */
export async function start(name: Name, level = "extended"): Promise<Server> {
  const folder = mkdtempSync(join(tmpdir(), `postino-bench-${name}-`));
  // With the flag that `npm start` and packaging/postino.service have.
  if (name === "postino")
    return running(spawn(process.execPath, ["--max-semi-space-size=8", `${here}postino.ts`, level, folder]), folder);
  if (name === "bare") return running(spawn(process.execPath, [`${here}bare.ts`]), folder);
  if (name === "smtp-server") {
    installPeer("smtp-server");
    return running(spawn(process.execPath, [`${here}smtp-server.mjs`, packages, join(folder, "log")]), folder);
  }
  installPeer("Haraka");
  return haraka(folder);
}

/** Haraka with its dialogue logged to a file (level protocol), recipients taken, mail thrown away. */
async function haraka(folder: string): Promise<Server> {
  const port = await freePort();
  const program = `${packages}/node_modules/Haraka/bin/haraka`;
  execFileSync(process.execPath, [program, "-i", folder], { stdio: "ignore" });
  cpSync(`${here}haraka`, folder, { recursive: true });
  writeFileSync(join(folder, "config/smtp.ini"), `listen=127.0.0.1:${port}\ninactivity_timeout=3600\nnodes=0\n`);
  mkdirSync(join(folder, "queue"));
  const out = join(folder, "log");
  const command = `exec "${process.execPath}" "${program}" -c "${folder}" > "${out}" 2>&1`;
  return running(spawn("sh", ["-c", command]), folder, port);
}

async function running(child: ChildProcess, folder: string, known?: number): Promise<Server> {
  child.stderr?.pipe(process.stderr);
  const port =
    known ?? (await new Promise<number>((resolve) => child.stdout?.once("data", (text) => resolve(Number(text)))));
  if (known !== undefined) await reachable(port);
  const stat = () =>
    readFileSync(`/proc/${child.pid}/stat`, "utf8")
      .replace(/^.*\) /, "")
      .split(" ");
  return {
    port,
    cpuSeconds: () => (Number(stat()[11]) + Number(stat()[12])) / 100,
    memoryBytes: () => Number(stat()[21]) * 4096,
    stop: () => {
      child.kill("SIGKILL");
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function reachable(port: number): Promise<void> {
  for (let tries = 0; tries < 200; tries++) {
    const answered = await new Promise<boolean>((resolve) => {
      const socket = connect(port, "127.0.0.1", () => resolve(true)).on("error", () => resolve(false));
      socket.on("connect", () => socket.destroy());
    });
    if (answered) return;
    await new Promise((next) => setTimeout(next, 50));
  }
  throw new Error(`nothing listens on ${port}`);
}
