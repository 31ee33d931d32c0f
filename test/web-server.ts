/** A running server with its page, and those who ask it: for tests of what the web is told. */
import { expect } from "vitest";
import type { Program } from "./program.ts";
import { greeted, useDataFolder } from "./running.ts";
import { WebClient } from "./web-client.ts";

export const password = "correct horse battery";

/** Called once in a file of tests. */
export function useWebServer() {
  const folder = useDataFolder();
  return {
    ...folder,
    /** Two accounts have that password; alice is administrator. */
    started: async (): Promise<{ readonly page: string; readonly program: Program }> => {
      const program = folder.serve();
      const page = await program.page();
      for (const name of ["alice", "bob"])
        await folder.operate("account-password", { address: `${name}@example.test`, password });
      return { page, program };
    },
  };
}

export async function signedIn(page: string, name = "alice"): Promise<WebClient> {
  const client = new WebClient(page);
  expect(await client.signIn(`${name}@example.test`, password)).toMatchObject({ status: 200 });
  return client;
}

/** One message to nobody, which is refused, and one to bob. */
export async function mail(program: Program, sender = "carol@example.org"): Promise<void> {
  const client = await greeted(await program.port());
  const recipients = ["nobody", "bob"].map((name) => `RCPT TO:<${name}@example.test>`);
  for (const line of ["EHLO a.example.org", `MAIL FROM:<${sender}>`, ...recipients, "DATA"]) await client.ask(line);
  await client.ask("Subject: hello\r\n\r\nhello\r\n.");
  await client.ask("QUIT");
}
