import { places, settled } from "../support/pages";
import { test } from "../support/test";
import { photograph } from "./camera";

const only = process.env.PICTURES_ONLY;

for (const { name, who, path } of places.filter((place) => !only || place.name.includes(only)))
  test(`${name}, full of data`, async ({ as, found }) => {
    const on = await as(who);
    await on.goto(path(found));
    await settled(on);
    await photograph(on, name);
  });
