# An image that holds the binary and nothing else. See docs/operations.md.
FROM node:24-bookworm-slim AS web
WORKDIR /src
COPY frontend/package.json frontend/package-lock.json frontend/
RUN npm --prefix frontend ci --no-audit --no-fund
COPY graph/schema graph/schema
COPY frontend frontend
RUN npm --prefix frontend run build

FROM golang:1.26-bookworm AS build
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
COPY --from=web /src/frontend/dist frontend/dist
ARG VERSION=container
RUN CGO_ENABLED=0 go build -trimpath -ldflags "-s -w -X main.version=$VERSION" -o /junheng ./server && mkdir /data

# A larger image with LibreOffice, which makes PDF of papers: docker build --target office .
FROM debian:bookworm-slim AS office
RUN apt-get update && apt-get install -y --no-install-recommends \
    libreoffice-writer-nogui libreoffice-calc-nogui fonts-noto-cjk fonts-liberation ca-certificates && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 65532 nonroot
COPY --from=build /junheng /usr/bin/junheng
COPY --from=build --chown=65532:65532 /data /data
USER 65532
ENV JUNHENG_ADDR=0.0.0.0:8080 JUNHENG_DATABASE=sqlite:/data/junheng.db
EXPOSE 8080
VOLUME /data
ENTRYPOINT ["junheng"]
CMD ["serve"]

FROM gcr.io/distroless/static-debian12:nonroot
COPY --from=build /junheng /usr/bin/junheng
COPY --from=build --chown=nonroot:nonroot /data /data
ENV JUNHENG_ADDR=0.0.0.0:8080 JUNHENG_DATABASE=sqlite:/data/junheng.db
EXPOSE 8080
VOLUME /data
ENTRYPOINT ["junheng"]
CMD ["serve"]
