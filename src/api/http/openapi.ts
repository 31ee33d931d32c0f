/** The description of the API by which programs and people find their way (OpenAPI 3.1), made from the operations. */
import { z } from "zod";
import type { Operation } from "../operation.ts";
import { problems, typeOf } from "./problem.ts";

const schemaOf = (type: z.ZodType, io: "input" | "output"): Record<string, unknown> => {
  const { $schema: _, ...schema } = z.toJSONSchema(type, { io, unrepresentable: "any" });
  return schema;
};

/** The names in braces. */
export const pathParts = (path: string): readonly string[] =>
  [...path.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => name);

export function openApi(operations: Readonly<Record<string, Operation>>, version: string): object {
  const paths: Record<string, Record<string, object>> = {};
  for (const [id, operation] of Object.entries(operations)) {
    const [method = "", path = ""] = operation.route.split(" ");
    paths[path] = { ...paths[path], [method.toLowerCase()]: describe(id, operation, method, path) };
  }
  return {
    openapi: "3.1.0",
    info: {
      title: "Postino",
      version,
      description: "Why was this message not received? And what can be done about it.",
    },
    servers: [{ url: "/api" }],
    components: {
      securitySchemes: {
        token: { type: "http", scheme: "bearer" },
        page: { type: "apiKey", in: "cookie", name: "postino" },
      },
      schemas: { Problem: problemSchema },
    },
    paths,
  };
}

const problemSchema = {
  type: "object",
  required: ["type", "title", "status", "detail", "id"],
  properties: {
    type: {
      type: "string",
      enum: Object.keys(problems).map((word) => typeOf(word as keyof typeof problems)),
      description: "What kind of trouble it is; it never changes, as the texts may.",
    },
    title: { type: "string" },
    status: { type: "integer" },
    detail: { type: "string" },
    field: { type: "string", description: "The part of the input that is wrong, where a time or a span is." },
    id: { type: "string", description: "The request's, in the log of the web service too." },
  },
};

function describe(id: string, { summary, access, input, output, live, file }: Operation, method: string, path: string) {
  const {
    properties = {},
    required = [],
    ...rest
  } = schemaOf(input, "input") as {
    properties?: Record<string, object>;
    required?: readonly string[];
  };
  const inPath = pathParts(path);
  const others = Object.keys(properties).filter((name) => !inPath.includes(name));
  const isInQuery = method === "GET" || method === "DELETE";
  const parameters = [
    ...inPath.map((name) => ({ name, in: "path", required: true, schema: properties[name] ?? { type: "string" } })),
    ...(isInQuery ? others : []).map((name) => ({
      name,
      in: "query",
      required: required.includes(name),
      schema: properties[name],
    })),
  ];
  const body = {
    ...rest,
    properties: Object.fromEntries(others.map((name) => [name, properties[name]])),
    required: required.filter((name) => !inPath.includes(name)),
  };
  const content = {
    [file ?? (live ? "text/event-stream" : "application/json")]: { schema: schemaOf(output, "output") },
  };
  const problem = { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } };
  return {
    operationId: id,
    summary,
    ...(access === "public"
      ? {}
      : { security: [{ token: [] }, { page: [] }], description: `For the role ${access} or above.` }),
    ...(parameters.length > 0 && { parameters }),
    ...(!isInQuery && { requestBody: { content: { "application/json": { schema: body } } } }),
    responses: {
      "200": { description: live ? `Events named ${live}, as they come.` : "Done.", content },
      default: { description: "It was not done.", content: problem },
    },
  };
}
