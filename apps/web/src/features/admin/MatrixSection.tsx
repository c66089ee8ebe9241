import { can, type Permission, permissions, roles } from "@headroom/core/access/permissions";
import { Icon } from "@headroom/ui/primitives/Icon";
import { Section } from "@headroom/ui/primitives/PageHeader";
import { Muted } from "@headroom/ui/primitives/Text";
import { permissionWords, roleNames } from "../words/access";

const list = Object.keys(permissions) as Permission[];

/** The matrix itself, as the server asks it. */
export function MatrixSection() {
  return (
    <Section
      id="matrix"
      title="Who may do what"
      note="separation of duties comes on top: nobody signs their own plan or request"
    >
      {/* It scrolls sideways on a phone, so the keyboard has to reach it. */}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the arrow keys scroll it */}
      <section className="matrix-scroll" tabIndex={0} aria-label="Roles and what they may do, scrolls sideways">
        <table className="hr-t matrix" data-density="compact" aria-label="Roles and what they may do">
          <thead>
            <tr>
              <th scope="col">Action</th>
              {roles.map((role) => (
                <th scope="col" key={role}>
                  {roleNames[role]}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {list.map((permission) => (
              <tr key={permission}>
                <th scope="row" title={permission}>
                  {permissionWords[permission]}
                </th>
                {roles.map((role) => (
                  <td key={role}>{can(role, permission) ? <Icon name="within" label="may" /> : <Muted>no</Muted>}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </Section>
  );
}
