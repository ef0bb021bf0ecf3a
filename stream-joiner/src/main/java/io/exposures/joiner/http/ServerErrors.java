package io.exposures.joiner.http;

import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** Problems for requests that the server refuses before any route sees them: malformed, too long, too slow. */
final class ServerErrors extends ErrorHandler {

    @Override
    protected void generateResponse(
            Request request,
            Response response,
            int code,
            @Nullable String message,
            @Nullable Throwable cause,
            Callback callback) {
        secure(response.getHeaders());
        response.write(true, ByteBuffer.wrap(body(code)), callback);
    }

    private static void secure(HttpFields.Mutable headers) {
        SecurityHeaders.ALL.forEach(headers::put);
        headers.put(HttpHeader.CONTENT_TYPE, Problem.CONTENT_TYPE);
        headers.put(HttpHeader.CACHE_CONTROL, "no-store");
    }

    private static byte[] body(int status) {
        String title = HttpStatus.getMessage(status);
        return Json.bytes(Problem.ofStatus(status, title, "The request was refused: " + title + ".")
                .body());
    }
}
