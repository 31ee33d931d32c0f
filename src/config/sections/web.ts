/** Settings of the web page and the API: where it is open, and how long a login lasts. */
import { z } from "zod";
import { atRestart, bytes, count, setting } from "../setting.ts";

export const web = z.strictObject({
  enabled: atRestart(setting(z.boolean().default(true), "Whether the web page and the API are open.")),
  address: atRestart(
    setting(
      z.union([z.ipv4(), z.ipv6()]).default("127.0.0.1"),
      "Address of the web page; any other than 127.0.0.1 or ::1 is encrypted by the certificates of tls.certificates.",
    ),
  ),
  port: atRestart(
    setting(z.int().min(0).max(65_535).default(8025), "Port of the web page and the API; 0: any free one."),
  ),
  proxies: setting(
    z.array(z.union([z.cidrv4(), z.cidrv6(), z.ipv4(), z.ipv6()])).default([]),
    "Addresses or networks of proxies before the page, whose X-Forwarded-For and X-Forwarded-Proto are believed.",
  ),
  idleMinutes: setting(count(60, 1, 10_080), "A login at the page ends when nothing was asked for so many minutes."),
  longestHours: setting(count(12, 1, 720), "A login at the page lasts so many hours at most."),
  uploadBytes: setting(
    bytes(4_000_000_000, 0, 1_000_000_000_000),
    "The largest log file that may be brought to the page; 0: none may.",
  ),
});
