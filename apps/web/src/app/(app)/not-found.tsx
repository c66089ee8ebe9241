import { NotFoundView } from "../../features/frame/NotFoundView";

export default function NotFound() {
  return <NotFoundView />;
}
