import { expect, test } from "vitest";
import { registry } from "../reading/formats/registry.gen.ts";
import { products } from "./products.ts";

test("every format is a product's", () => {
  expect(Object.keys(products).sort()).toEqual(
    Object.values(registry)
      .map(({ id }) => id)
      .sort(),
  );
});
