/** More than a request takes, once it is unpacked: told by the archive before it is. */
const MOST_BYTES = 60_000_000;

export class TooLarge extends Error {}

/**
 * The files a person chose, zip archives replaced by the files in them. `paths`: names keep their folders. Errors: TooLarge; and whatever
 * the archive's reader says of one that is damaged.
 */
export async function unpacked(files: readonly File[], { paths }: { paths: boolean }): Promise<File[]> {
  const lists = await Promise.all(
    files.map(async (file) => (/\.zip$/i.test(file.name) ? unzipped(file, paths) : [file])),
  );
  return lists.flat();
}

async function unzipped(file: File, paths: boolean): Promise<File[]> {
  // only who brings an archive waits for its reader
  const { unzipSync } = await import("fflate");
  let bytes = 0;
  const entries = unzipSync(new Uint8Array(await file.arrayBuffer()), {
    filter({ name, originalSize }) {
      if (!/\.(csv|json|ya?ml)$/i.test(name) || /(^|\/)(\.|__MACOSX\/)/.test(name)) return false;
      bytes += originalSize;
      if (bytes > MOST_BYTES) throw new TooLarge();
      return true;
    },
  });
  return Object.entries(entries).map(
    ([name, content]) => new File([content as BlobPart], paths ? name : (name.split("/").at(-1) ?? name)),
  );
}
