/** What somebody may do through the API: three roles, each with all that the one before it may. */

export const roles = ["user", "helpdesk", "admin"] as const;

/** `user`: asks about his own mail · `helpdesk`: asks about everybody's, sees who is blocked · `admin`: changes things. */
export type Role = (typeof roles)[number];

/** `public`: nobody need be known. */
export type Access = "public" | Role;

export const mayDo = (role: Role | undefined, needed: Access): boolean =>
  needed === "public" || (role !== undefined && roles.indexOf(role) >= roles.indexOf(needed));
