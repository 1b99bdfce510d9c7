# The site in one image: a small base, one folder of packages, our files, nothing that was only needed to make them.

FROM python:3.13-slim-trixie AS build
WORKDIR /app
# One environment for the site, and one for the tools that make typefaces: that one stays behind.
RUN python3 -m venv /pip && python3 -m venv --without-pip /venv && python3 -m venv --without-pip /tools
COPY requirements.txt requirements-fonts.txt ./
RUN install() { /pip/bin/python -m pip --python "$1/bin/python" install --no-cache-dir --require-hashes -r "$2"; } \
    && install /venv requirements.txt && install /tools requirements-fonts.txt \
    && find /venv -name LC_MESSAGES -prune -exec rm -r {} + # 30 MB of translations: the site has one language
COPY manage.py LICENSE ./
COPY portal portal
COPY static static
RUN PORTAL_DATA_DIR=/tmp/build /tools/bin/python manage.py build_fonts
COPY templates templates
COPY lessons lessons
# The image is read-only: what Python compiles is compiled now, and never compared with its source again.
RUN rm requirements*.txt && find portal -name __pycache__ -prune -exec rm -r {} + \
    && /venv/bin/python -m compileall -q --invalidation-mode unchecked-hash portal && chmod -R a+rX,go-w /app

FROM python:3.13-slim-trixie
# tini is the first process, so that a signal ends even a Python that is not listening yet.
# SQLite before 3.51.3 can damage a file that two processes use. The newer one comes from the next Debian; the negative
# priority keeps everything else where it is. The mirror is the one the base image knows.
RUN set -eu; \
    for list in /etc/apt/sources.list /etc/apt/sources.list.d/debian.sources; do \
        if [ -s "$list" ]; then sed 's/trixie/forky/g' "$list" > "/etc/apt/sources.list.d/forky.${list##*.}"; fi; \
    done; \
    printf 'Package: *\nPin: release n=forky*\nPin-Priority: -1\n\nPackage: libsqlite3-0\nPin: release n=forky\nPin-Priority: 990\n' \
        > /etc/apt/preferences.d/sqlite; \
    apt-get update; \
    DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends libsqlite3-0 tini; \
    rm -rf /var/lib/apt/lists/* /var/cache/apt/* /etc/apt/sources.list.d/forky.* /etc/apt/preferences.d/sqlite; \
    python3 -c 'import sqlite3; assert sqlite3.sqlite_version_info >= (3, 51, 3), sqlite3.sqlite_version'; \
    groupadd --gid 10001 portal; \
    useradd --uid 10001 --gid 10001 --home-dir /data --no-create-home --shell /usr/sbin/nologin portal; \
    install --directory --owner 10001 --group 10001 --mode 0750 /data
COPY --from=build /venv /venv
COPY --from=build /app /app
WORKDIR /app
ENV PATH=/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    PORTAL_DATA_DIR=/data \
    PORTAL_HOST=0.0.0.0
USER 10001:10001
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s --retries=3 CMD ["python", "-I", "-c", "\
import http.client, os, sys; \
server = http.client.HTTPConnection('127.0.0.1', int(os.environ.get('PORTAL_PORT') or 8000), timeout=4); \
server.request('GET', '/readyz'); \
sys.exit(server.getresponse().status != 200)"]
ENTRYPOINT ["tini", "--"]
CMD ["python", "manage.py", "serve"]
