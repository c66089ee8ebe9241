import { notFound } from "next/navigation";

/** Every other address behind sign-in: said inside the frame, so that the way on is at hand. */
export default function Page(): never {
  notFound();
}
