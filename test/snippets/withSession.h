/* GNUstep of Debian has the interface of NSURLSession, but is built without it: enough to check what uses it. */
#import <GNUstepBase/GSConfig.h>
#undef GS_HAVE_NSURLSESSION
#define GS_HAVE_NSURLSESSION 1
#import <dispatch/dispatch.h>
