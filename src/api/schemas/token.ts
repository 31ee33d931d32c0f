/** Tokens of programs as they are told: never the token itself. */
import { z } from "zod";
import { list, time } from "./parts.ts";

export const scope = z
  .string()
  .regex(/^(?:\*|[a-z]+):(?:read|write)$/, "a scope is an area and read or write, as blocks:write, or *:read");

export const token = z.object({
  name: z.string(),
  scopes: list(z.string()),
  createdAt: time(),
  expiresAt: time(),
  usedAt: time().nullable(),
});
