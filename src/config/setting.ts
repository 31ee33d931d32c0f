/** A setting is written once: type, default, limits, a sentence, and the name that the guide's product has for it. */
import { z } from "zod";

/** The same setting in the API console of the guide's product. */
export interface ApiVariable {
  /** As that product spells it; compared without case. */
  readonly name: string;
  /** So many of the variable's units are one of ours (it counts kB where we count bytes: 1 / 1024). */
  readonly factor?: number;
  /** Its number for each of our words. */
  readonly words?: Readonly<Record<string, number>>;
}

export interface SettingMeta {
  readonly description: string;
  readonly variable?: ApiVariable;
  /** A change counts only when the server is started again. */
  readonly restart?: true;
}

/** Declares a setting; give the schema its default before. */
export const setting = <T extends z.ZodType>(schema: T, description: string, variable?: ApiVariable): T =>
  schema.meta({ description, ...(variable && { variable }) });

/** The same setting, whose change counts only when the server is started again. */
export const atRestart = <T extends z.ZodType>(schema: T): T => schema.meta({ ...metaOf(schema), restart: true });

export const metaOf = (schema: z.ZodType): SettingMeta | undefined => schema.meta() as SettingMeta | undefined;

export const seconds = (byDefault: number, least = 1, most = 86_400) =>
  z.number().min(least).max(most).default(byDefault);
export const count = (byDefault: number, least: number, most: number) =>
  z.int().min(least).max(most).default(byDefault);
export const bytes = (byDefault: number, least: number, most: number) =>
  z.int().min(least).max(most).default(byDefault);

/** An address, a network, or a name whose addresses are looked up. */
export const host = () => z.union([z.cidrv4(), z.cidrv6(), z.ipv4(), z.ipv6(), z.hostname()]);
