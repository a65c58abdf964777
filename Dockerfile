# One Dockerfile for every service:
#   docker build --build-arg SERVICE=Ingress -t scim-bus/ingress .
# SERVICE: Ingress | Provisioning | Accounts | AccessGroups | Notifications | Console | AllInOne
#
# All stages up to the publish are the same for all of them, so the seven images cost one restore and one compilation.

FROM mcr.microsoft.com/dotnet/sdk:10.0-noble AS build
ENV DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
WORKDIR /src

# What decides which packages are needed, and nothing else: a change of code does not restore again.
COPY global.json Directory.Build.props Directory.Packages.props ./
COPY contracts/Scim.Bus.Contracts/*.csproj contracts/Scim.Bus.Contracts/packages.lock.json contracts/Scim.Bus.Contracts/
COPY contracts/Scim.Bus.Contracts.Internal/*.csproj contracts/Scim.Bus.Contracts.Internal/packages.lock.json contracts/Scim.Bus.Contracts.Internal/
COPY services/AccessGroups/*.csproj services/AccessGroups/packages.lock.json services/AccessGroups/
COPY services/Accounts/*.csproj services/Accounts/packages.lock.json services/Accounts/
COPY services/AllInOne/*.csproj services/AllInOne/packages.lock.json services/AllInOne/
COPY services/Console/*.csproj services/Console/packages.lock.json services/Console/
COPY services/Ingress/*.csproj services/Ingress/packages.lock.json services/Ingress/
COPY services/Notifications/*.csproj services/Notifications/packages.lock.json services/Notifications/
COPY services/Provisioning/*.csproj services/Provisioning/packages.lock.json services/Provisioning/
COPY services/Shared/AccountMapping/*.csproj services/Shared/AccountMapping/packages.lock.json services/Shared/AccountMapping/
COPY services/Shared/DocumentStore/*.csproj services/Shared/DocumentStore/packages.lock.json services/Shared/DocumentStore/
COPY services/Shared/Jobs/*.csproj services/Shared/Jobs/packages.lock.json services/Shared/Jobs/
COPY services/Shared/Messaging/*.csproj services/Shared/Messaging/packages.lock.json services/Shared/Messaging/
COPY services/Shared/Outbox/*.csproj services/Shared/Outbox/packages.lock.json services/Shared/Outbox/
COPY services/Shared/Scim.Protocol/*.csproj services/Shared/Scim.Protocol/packages.lock.json services/Shared/Scim.Protocol/
COPY services/Shared/ServiceDefaults/*.csproj services/Shared/ServiceDefaults/packages.lock.json services/Shared/ServiceDefaults/
# AllInOne refers to every service. Locked: a package that is not the one in the lock files ends the build.
RUN dotnet restore services/AllInOne --locked-mode

# The analyzers' severities stand in .editorconfig, and warnings are errors.
COPY .editorconfig ./
COPY contracts contracts
COPY services services
# The Console has the guides as pages.
COPY docs/identity-providers docs/identity-providers
RUN dotnet build services/AllInOne --configuration Release --no-restore

ARG SERVICE=AllInOne
RUN dotnet publish "services/$SERVICE" --configuration Release --no-build --output /app

# noble by name: the health check needs a bash, which the chiseled variants do not have.
FROM mcr.microsoft.com/dotnet/aspnet:10.0-noble
ARG SERVICE=AllInOne
# The base image's ASPNETCORE_HTTP_PORTS says 8080. ASPNETCORE_URLS is not set beside it, which would cause a warning at each start.
ENV SCIMBUS_SERVICE=$SERVICE \
    Store__Path=/data
WORKDIR /app

# The base image has neither curl nor wget. "health live" and "health ready" ask what the name says, at Admin__Url if that is set, else at
# the first address without TLS: a container with a certificate listens at http://127.0.0.1:8080 as well, or needs another health check.
COPY --chmod=755 <<"EOF" /usr/local/bin/health
#!/bin/bash
addresses=${Admin__Url:-${ASPNETCORE_URLS:-http://+:${ASPNETCORE_HTTP_PORTS:-8080}}}
[[ $addresses =~ http://([^:/]+|\[[^]]*\]):([0-9]+) ]] || { echo "No address without TLS in $addresses" >&2; exit 1; }
host=${BASH_REMATCH[1]} port=${BASH_REMATCH[2]}
case $host in "+" | "*" | "["*) host=127.0.0.1 ;; esac
exec 3<>"/dev/tcp/$host/$port" || exit 1
printf 'GET /health/%s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n' "$1" >&3
read -r -t 5 _ status _ <&3
[ "$status" = 200 ]
EOF

# Only an embedded store writes here (AllInOne, Store__Engine=Sqlite): mount a volume, or its state ends with the container.
RUN install --directory --owner=$APP_UID --group=$APP_UID /data
COPY --from=build /app ./

# The base image's user "app", by number, so that an orchestrator can see that it is not root.
USER $APP_UID
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=6s --start-period=60s --retries=3 CMD ["health", "live"]
# exec: the service itself is process 1 and gets the stop signal.
ENTRYPOINT ["sh", "-c", "exec dotnet \"Scim.Bus.$SCIMBUS_SERVICE.dll\" \"$@\"", "service"]
