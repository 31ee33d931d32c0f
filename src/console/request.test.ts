import { expect, test } from "vitest";
import { requestOf } from "./request.ts";

test("fills the path, and puts the rest into the query or the body", () => {
  expect(requestOf("GET /api/sessions/{id}", { id: "a/b?c", log: "x y" })).toEqual({
    method: "GET",
    url: "/api/sessions/a%2Fb%3Fc?log=x+y",
  });
  expect(requestOf("PUT /api/settings/{name}", { name: "smtp.size", value: "" })).toEqual({
    method: "PUT",
    url: "/api/settings/smtp.size",
    body: '{"value":""}',
  });
});

test("a list is one pair an item; nothing, empty and false are left out; an object is JSON", () => {
  const input = {
    to: ["a@b", "c@d"],
    from: "",
    ip: undefined,
    host: null,
    onlyBad: false,
    limit: 0,
    facts: { a: "1" },
  };
  expect(requestOf("GET /api/why", input).url).toBe("/api/why?to=a%40b&to=c%40d&limit=0&facts=%7B%22a%22%3A%221%22%7D");
});

test("what is a method of every object is no value of the path", () => {
  expect(requestOf("GET /api/{id}", {}).url).toBe("/api/");
});
