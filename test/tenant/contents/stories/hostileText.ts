/** Texts that try to be something else wherever they are shown. */
export const hostile = {
  organization:
    '# Acme\n\n**Log in** [x](command:workbench.action.quit) <img src=x onerror=alert(1)> | `a` | $(warning)\u202e exe.txt \u2066${env:HOME}',
  application: 'Portal | [x](command:workbench.action.quit) | <img src=x onerror=alert(1)>\n\n- `rm` ``` \u202eetirw',
  user: '<img src=x onerror=alert(1)> [x](command:workbench.action.quit) `|`\r\n# Admin\u2067\u202e $(sync~spin)',
  connection: '[acme](command:workbench.action.quit)|<img src=x onerror=alert(1)>`\n\u202e',
  event:
    'access denied\n\n# [Unblock](command:workbench.action.quit) <img src=x onerror=alert(1)> | `cell` | ```\n\u202e{0} $(pass)',
  /** It is part of the ID of the user. */
  account: '[x](command:workbench.action.quit)<b>`|',
} as const;
