import { expect, test } from "vitest";
import { Zone } from "../base/zone.ts";
import { moment } from "./moment.ts";

test.each([
  ["2026-11-28T07:02:39.250Z", "UTC", "28 November 2026 at 07:02:39 (UTC)"],
  ["2026-06-01T22:30:00Z", "Europe/Rome", "2 June 2026 at 00:30:00 (UTC+2)"],
  ["2026-01-01T00:00:00Z", "Asia/Kolkata", "1 January 2026 at 05:30:00 (UTC+5:30)"],
  ["2026-01-01T00:00:00Z", "America/St_Johns", "31 December 2025 at 20:30:00 (UTC-3:30)"],
])("%s in %s is read out as %s", (at, zone, said) => expect(`${moment(Date.parse(at), new Zone(zone))}`).toBe(said));
