import { Button } from "../../src/primitives/Button";
import { ErrorSummary, TextField } from "../../src/primitives/Field";
import { PlainPage } from "../../src/primitives/PlainPage";

export function SignInPage() {
  return (
    <PlainPage
      title="Sign in"
      lead="With the address your administrator invited."
      foot="No account? An administrator invites you; there is no sign-up."
    >
      <ErrorSummary errors={[{ id: "password", message: "Address and password do not match" }]} />
      <form className="hr-form">
        <TextField
          id="email"
          label="E-mail"
          type="email"
          autoComplete="username"
          defaultValue="ines@quillfjord.example"
        />
        <TextField
          id="password"
          label="Password"
          type="password"
          autoComplete="current-password"
          error="Address and password do not match"
        />
        <Button variant="primary" type="submit">
          Sign in
        </Button>
      </form>
    </PlainPage>
  );
}
