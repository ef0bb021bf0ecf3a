package io.exposures.joiner.http;

import io.javalin.http.Context;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The dashboard's files and the description of the API, from memory. Only files that are listed here can be asked for, whatever the path says. */
final class DashboardResource {

    /** The page's own files and their types. */
    static final Map<String, String> FILES = ownFiles();

    /** Files of the plotting library, as they are in its jar. */
    static final Map<String, String> LIBRARY = Map.of("uplot.js", "uPlot.iife.min.js", "uplot.css", "uPlot.min.css");

    private static final String LIBRARY_PATH = "/META-INF/resources/webjars/uplot/1.6.30/dist/";

    private final Map<String, StaticFile> files = new TreeMap<>();
    private final StaticFile openApi = StaticFile.read("/openapi.json", "application/json");

    DashboardResource() {
        FILES.forEach((name, type) -> files.put(name, StaticFile.read("/dashboard/" + name, type)));
        LIBRARY.forEach((name, file) -> files.put(name, StaticFile.read(LIBRARY_PATH + file, typeOf(name))));
    }

    private static Map<String, String> ownFiles() {
        Map<String, String> types = new TreeMap<>();
        for (String name : List.of(
                "index.html",
                "dashboard.css",
                "dashboard.js",
                "api.js",
                "live.js",
                "dom.js",
                "format.js",
                "words.js",
                "frame.js",
                "experiments.js",
                "experiment.js",
                "metrics.js",
                "interval.js",
                "plot.js",
                "ledger.js",
                "user.js",
                "meanings.js",
                "STATISTICS.md",
                "icon.svg")) {
            types.put(name, typeOf(name));
        }
        return Collections.unmodifiableMap(types);
    }

    private static String typeOf(String name) {
        return switch (name.substring(name.lastIndexOf('.'))) {
            case ".html" -> "text/html; charset=utf-8";
            case ".css" -> "text/css; charset=utf-8";
            case ".md" -> "text/plain; charset=utf-8";
            case ".js" -> "text/javascript; charset=utf-8";
            default -> "image/svg+xml";
        };
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
