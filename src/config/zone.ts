/** The time zone of the server. */
import { machineZone, Zone } from "../base/zone.ts";
import type { Config } from "./schema.ts";

/** The zone that the log is written in, and that times are shown in. */
export const zoneOf = ({ server }: Config): Zone => (server.zone === "" ? machineZone() : new Zone(server.zone));
