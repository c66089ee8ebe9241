import { requireSession } from "../server/session";

export default async function Home() {
  const { user } = await requireSession();
  return <main>{user.name}</main>;
}
