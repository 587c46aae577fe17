import { Auth0Provider } from '@auth0/auth0-react';
import type { ReactNode } from 'react';

export function Providers({ children }: { children: ReactNode }) {
  return (
    <Auth0Provider
      domain="127.0.0.1:4001"
      clientId="Zx81kd0Mfq3vYb7RtLpGhW2sNcUeJa5T"
      authorizationParams={{
        audience: 'https://api.harbor.example',
        organization: 'org_IFdbJRo6UmpbARM5',
        redirect_uri: window.location.origin,
      }}
    >
      {children}
    </Auth0Provider>
  );
}
