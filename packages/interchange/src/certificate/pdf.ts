import type { CertificateFile, CertifiedDrive, PartySaid } from "@headroom/contracts/sanitisation";
import PDFDocument from "pdfkit";

/** A4 on its side, in points. */
const MARGIN = 40;
const WIDTH = 842 - 2 * MARGIN;
const BOTTOM = 595 - MARGIN - 24;
const LINE = 11;

const columns: readonly {
  readonly title: string;
  readonly width: number;
  readonly of: (drive: CertifiedDrive) => string;
}[] = [
  { title: "Server", width: 0.16, of: ({ server, unit }) => `${server} (U${unit})` },
  { title: "Server's serial", width: 0.11, of: ({ serverSerial }) => serverSerial ?? "not known" },
  { title: "Drive's serial", width: 0.14, of: ({ serial }) => serial ?? "not known" },
  { title: "Model", width: 0.14, of: ({ model, name }) => model ?? name },
  { title: "Media", width: 0.08, of: ({ media }) => media },
  { title: "Data", width: 0.08, of: ({ dataClass }) => dataClass },
  { title: "Level", width: 0.06, of: ({ level }) => level },
  { title: "Method", width: 0.09, of: ({ method }) => method },
  {
    title: "Proven",
    width: 0.14,
    of: ({ provenAt, confirmedBy, destruction }) =>
      destruction === undefined
        ? [minute(provenAt), confirmedBy].filter(Boolean).join(", ")
        : `${minute(provenAt)}; destroyed by ${said(destruction.by)}, seen by ${said(destruction.witness)}`,
  },
];

/** Who, and how they said so. */
const said = ({ name, organisation, how, workOrder }: PartySaid): string =>
  `${[name, organisation].filter(Boolean).join(" of ")} (${how === "account" ? "signed in" : `signed link of work order ${workOrder}`})`;

const minute = (instant: string | null) => (instant === null ? null : `${instant.slice(0, 16).replace("T", " ")} UTC`);

/** What the standard fonts of PDF can show; the signed file has everything as it is. */
const printable = (text: string): string => text.replace(/[^\u0020-\u007e\u00a0-\u00ff]/gu, "?");

/**
 * A certificate on paper: for people to read and file. What counts is the signed file, whose digest and signature it shows. The same bytes for the same
 * certificate.
 */
export async function certificatePdf(file: CertificateFile): Promise<Buffer> {
  const { body } = file;
  const document = new PDFDocument({
    ...{ size: "A4", layout: "landscape", margin: MARGIN, bufferPages: true, lang: "en" },
    info: {
      ...{ Title: `Certificate of sanitisation ${body.number}`, Author: printable(body.installation) },
      ...{
        Subject: `Rack ${printable(body.rack)}`,
        CreationDate: new Date(body.issuedAt),
        ModDate: new Date(body.issuedAt),
      },
    },
  });
  const parts: Buffer[] = [];
  document.on("data", (part: Buffer) => parts.push(part));
  const ended = new Promise<void>((resolve) => document.on("end", resolve));
  head(document, file);
  table(document, body.drives);
  foot(document, file);
  document.end();
  await ended;
  return Buffer.concat(parts);
}

function head(document: PDFKit.PDFDocument, { body }: CertificateFile): void {
  document.font("Helvetica-Bold").fontSize(18).text(`Certificate of sanitisation no. ${body.number}`, MARGIN, MARGIN);
  document.font("Helvetica").fontSize(10).moveDown(0.4);
  const drives = body.drives.length === 1 ? "1 drive" : `${body.drives.length} drives`;
  document.text(
    printable(
      `${body.installation}. Rack ${body.rack}, run ${body.run}. Every one of its ${drives} was sanitised after ${body.standard}, and verified. Issued ${minute(body.issuedAt)}.`,
    ),
    { width: WIDTH },
  );
  document.moveDown(0.8);
}

function table(document: PDFKit.PDFDocument, drives: readonly CertifiedDrive[]): void {
  const row = (cells: readonly string[], font: string) => {
    document.font(font).fontSize(8);
    const heights = cells.map((cell, i) => document.heightOfString(cell, { width: columns[i]!.width * WIDTH - 6 }));
    const height = Math.max(LINE, ...heights) + 3;
    if (document.y + height > BOTTOM) {
      document.addPage();
      document.y = MARGIN;
      if (font === "Helvetica")
        row(
          columns.map(({ title }) => title),
          "Helvetica-Bold",
        );
      document.font(font).fontSize(8);
    }
    const top = document.y;
    let left = MARGIN;
    for (const [i, cell] of cells.entries()) {
      document.text(cell, left, top, { width: columns[i]!.width * WIDTH - 6 });
      left += columns[i]!.width * WIDTH;
    }
    document.y = top + height;
    document
      .moveTo(MARGIN, document.y - 2)
      .lineTo(MARGIN + WIDTH, document.y - 2)
      .lineWidth(0.4)
      .strokeColor("#999999")
      .stroke();
  };
  row(
    columns.map(({ title }) => title),
    "Helvetica-Bold",
  );
  for (const drive of drives)
    row(
      columns.map(({ of }) => printable(of(drive))),
      "Helvetica",
    );
}

/** Digest and signature after the table; the number of each page below. */
function foot(document: PDFKit.PDFDocument, { body, sha256, signature }: CertificateFile): void {
  const lines = [
    `SHA-256 ${sha256}`,
    `Ed25519 signature, key ${body.keyId}: ${signature}`,
    `Audit event ${body.audit.event}, SHA-256 ${body.audit.sha256}`,
    body.previous === null
      ? "The first certificate of this installation."
      : `After certificate ${body.previous.number}, SHA-256 ${body.previous.sha256}`,
    "What counts is the signed file: check it with headroom certificate verify FILE.",
  ];
  if (document.y + lines.length * LINE > BOTTOM) {
    document.addPage();
    document.y = MARGIN;
  }
  document
    .font("Helvetica")
    .fontSize(8)
    .text(lines.map(printable).join("\n"), MARGIN, document.y + 8, { width: WIDTH });
  const { start, count } = document.bufferedPageRange();
  for (let page = start; page < start + count; page++) {
    document.switchToPage(page);
    // below the margin, where text would begin another page
    document.page.margins.bottom = 0;
    document
      .fontSize(8)
      .text(`Certificate ${body.number}, page ${page - start + 1} of ${count}`, MARGIN, 595 - MARGIN, {
        ...{ width: WIDTH, align: "right", lineBreak: false },
      });
  }
}
