/** Sessions that come from the address that a test names, as a proxy says of them. */
import { RawClient } from "./smtp-under-test.ts";

/** The test's connections come from that address, as the proxy says. */
export async function from(
  address: string,
  port: number,
): Promise<{ readonly client: RawClient; readonly greeting: string }> {
  const client = new RawClient(port);
  client.send(`PROXY TCP${address.includes(":") ? 6 : 4} ${address} ${address} 40000 25\r\n`);
  return { client, greeting: await client.reply() };
}

/** As the account's owner, or whoever has his password, through the proxy; `said` is the answer to the login. */
export async function login(port: number, address = "192.0.2.9", password = "correct horse") {
  const { client } = await from(address, port);
  await client.ask("EHLO c.example");
  await client.ask("STARTTLS");
  await client.encrypt();
  await client.ask("EHLO c.example");
  const secret = Buffer.from(`\0bob@example.test\0${password}`).toString("base64");
  return { client, said: await client.ask(`AUTH PLAIN ${secret}`) };
}

export async function quit(client: RawClient): Promise<void> {
  await client.ask("QUIT");
  while ((await client.line()) !== undefined);
}
