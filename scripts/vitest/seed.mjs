// Says which seed the property tests of this run use, so that a failure can be repeated.
export default function setup() {
  const seed = process.env.FAST_CHECK_SEED;
  process.stdout.write(`property tests: seed ${seed}; repeat this run with FAST_CHECK_SEED=${seed}\n`);
}
