# Build: hashed Python packages, style and fonts, collected static files.
FROM python:3.12-slim AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 UV_PYTHON_DOWNLOADS=never UV_LINK_MODE=copy
WORKDIR /app
RUN python -m venv /opt/tools && python -m venv --without-pip /opt/venv
COPY requirements/tools.txt requirements/base.txt requirements/
RUN /opt/tools/bin/pip install --no-cache-dir --require-hashes -r requirements/tools.txt \
 && /opt/tools/bin/uv pip install --no-cache --python /opt/venv/bin/python --require-hashes -r requirements/base.txt
COPY package.json package-lock.json .npmrc ./
COPY bin/_assets.py bin/
RUN /opt/tools/bin/python bin/_assets.py && rm -rf node_modules
COPY . .
# The key only lets the command start; it is in no layer that runs.
RUN SECRET_KEY=$(head -c 64 /dev/urandom | base64 -w0) SAMESHEET_DATA=/tmp/build ALLOWED_HOSTS=localhost \
    STATIC_ROOT=/app/staticfiles /opt/venv/bin/python manage.py collectstatic --noinput --verbosity 0 \
 && /opt/venv/bin/python -m compileall -q /app

# Run: Python, Pango and the two folders above; nobody is root.
FROM python:3.12-slim
RUN apt-get update -qq \
 && apt-get install -qq --yes --no-install-recommends \
      libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 >/dev/null \
 && rm -rf /var/lib/apt/lists/* \
 && groupadd --gid 10001 samesheet \
 && useradd --uid 10001 --gid 10001 --no-create-home --shell /usr/sbin/nologin --home-dir /nonexistent samesheet \
 && install -d -o samesheet -g samesheet -m 700 /data
COPY --from=build /opt/venv /opt/venv
COPY --from=build /app /app
WORKDIR /app
ENV PATH=/opt/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 \
    SAMESHEET_DATA=/data STATIC_ROOT=/app/staticfiles PORT=8000 XDG_CACHE_HOME=/tmp/cache
USER samesheet
VOLUME /data
EXPOSE 8000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=15s --timeout=5s --start-period=20s --retries=3 CMD ["python", "bin/_healthcheck.py"]
CMD ["sh", "-c", "exec gunicorn msp_portal.wsgi --preload --bind 0.0.0.0:$PORT --workers ${WEB_WORKERS:-2} --threads ${WEB_THREADS:-4} --worker-tmp-dir /dev/shm --max-requests 5000 --max-requests-jitter 500 --graceful-timeout 25 --no-control-socket --logger-class msp_portal.access_log.KeylessLogger --access-logfile -"]
