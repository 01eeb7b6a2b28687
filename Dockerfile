# Builds the portal with its own `make build`, and keeps the program, its site and the samples.
FROM rust:1.95-bookworm AS build
RUN apt-get update -qq && apt-get install -y -qq --no-install-recommends nodejs npm && rm -rf /var/lib/apt/lists/*
WORKDIR /kakehashi
COPY . .
RUN make build

FROM debian:bookworm-slim
RUN useradd --system --home-dir /data kakehashi && mkdir /data && chown kakehashi /data
COPY --from=build /kakehashi/target/release/kakehashi /usr/local/bin/kakehashi
COPY --from=build /kakehashi/target/site /usr/local/bin/site
COPY --from=build /kakehashi/server/samples /usr/local/share/kakehashi/server/samples
COPY --from=build /kakehashi/.ci/samples /kakehashi/.ci/steps /usr/local/share/kakehashi/.ci/
COPY --from=build /kakehashi/.ci/start /usr/local/bin/start
USER kakehashi
WORKDIR /usr/local/share/kakehashi
VOLUME /data
EXPOSE 8080
ENTRYPOINT ["start"]
