package io.exposures.joiner.http;

import io.javalin.http.Context;
import java.util.Map;
import java.util.TreeMap;

/** The dashboard's files and the description of the API, from memory. Only files that are listed here can be asked for, whatever the path says. */
final class DashboardResource {

    /** The files and their types. */
    static final Map<String, String> FILES = Map.of(
            "index.html", "text/html; charset=utf-8",
            "dashboard.css", "text/css; charset=utf-8",
            "dashboard.js", "text/javascript; charset=utf-8",
            "api.js", "text/javascript; charset=utf-8",
            "dom.js", "text/javascript; charset=utf-8",
            "experiments.js", "text/javascript; charset=utf-8",
            "format.js", "text/javascript; charset=utf-8",
            "frame.js", "text/javascript; charset=utf-8",
            "ledger.js", "text/javascript; charset=utf-8",
            "icon.svg", "image/svg+xml");

    private final Map<String, StaticFile> files = new TreeMap<>();
    private final StaticFile openApi = StaticFile.read("/openapi.json", "application/json");

    DashboardResource() {
        FILES.forEach((name, type) -> files.put(name, StaticFile.read("/dashboard/" + name, type)));
    }

    void page(Context ctx) {
        serve(ctx, "index.html");
    }

    void asset(Context ctx) {
        serve(ctx, ctx.pathParam("file"));
    }

    /** What can be asked over HTTP, as an OpenAPI document. */
    void openApi(Context ctx) {
        serve(ctx, openApi);
    }

    private void serve(Context ctx, String name) {
        StaticFile file = files.get(name);
        if (file == null) {
            throw new ProblemException(Problem.ofStatus(404, "Not Found", "The dashboard has no such file."));
        }
        serve(ctx, file);
    }

    private static void serve(Context ctx, StaticFile file) {
        ctx.header("Cache-Control", "no-cache")
                .header("Vary", "Accept-Encoding")
                .header("ETag", file.etag());
        if (file.etag().equals(ctx.header("If-None-Match"))) {
            ctx.status(304);
        } else {
            ctx.contentType(file.contentType()).result(file.content());
        }
    }
}
