resource "auth0_organization_connection" "sso" {
  organization_id            = "org_IFdbJRo6UmpbARM5"
  connection_id              = auth0_connection.okta.id
  assign_membership_on_login = true
}

resource "auth0_organization_member" "support" {
  organization_id = "org_pK8JvkVYy6FVh7QH"
  user_id         = auth0_user.support.id
}

locals {
  beta_organizations = [
    "org_C4aHAvxgF1GAy87x",
    "org_bhFznhckmcB3JJAI",
  ]
}
