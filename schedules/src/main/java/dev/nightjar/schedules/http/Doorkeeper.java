package dev.nightjar.schedules.http;

import dev.nightjar.access.AccessToken;
import dev.nightjar.access.Role;
import dev.nightjar.access.TokenText;
import dev.nightjar.schedules.Listen;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Lets in who may. While no token was ever made, everybody who reaches a server on loopback is the
 * local user and may do everything; from the first token on, each request wants one, also when all
 * are revoked.
 */
final class Doorkeeper {

  private final Backend backend;
  private final Listen listen;
  private final Set<String> names;
  private final Audit audit;

  /**
   * A doorkeeper.
   *
   * @param names what the server may be called, in lower case, without ports
   */
  Doorkeeper(Backend backend, Listen listen, Set<String> names, Audit audit) {
    this.backend = backend;
    this.listen = listen;
    this.names = names;
    this.audit = audit;
  }

  /**
   * Refuses a request to another name than ours: a page of another site whose name was made to mean
   * this machine. And what a page of another site asks for.
   */
  void requireOurName(Context ctx) {
    String host = ctx.header("Host");
    if (host == null || !names.contains(withoutPort(host))) {
      throw Refusal.forbidden(
          "this server is not called %s; --host-name says how else it may be called"
              .formatted(host));
    }
    String origin = ctx.header("Origin");
    if (origin != null && !isOurs(origin, host)) {
      throw Refusal.forbidden("pages of " + origin + " may not ask this server");
    }
    String site = ctx.header("Sec-Fetch-Site");
    boolean changes = !List.of(HandlerType.GET, HandlerType.HEAD).contains(ctx.method());
    if (changes && site != null && !site.equals("same-origin") && !site.equals("none")) {
      throw Refusal.forbidden("pages of other sites may not change anything here");
    }
  }

  private static boolean isOurs(String origin, String host) {
    int scheme = origin.indexOf("://");
    return scheme > 0 && origin.substring(scheme + 3).equalsIgnoreCase(host);
  }

  private static String withoutPort(String host) {
    int end = host.startsWith("[") ? host.indexOf(']') + 1 : host.indexOf(':');
    return (end > 0 ? host.substring(0, end) : host).toLowerCase(Locale.ROOT);
  }

  /** Who asks; refuses who may not. */
  Caller admit(Context ctx, @Nullable Role wanted) {
    String origin = ctx.ip();
    if (wanted == null) {
      return new Caller("anybody", Role.VIEWER, origin);
    }
    List<AccessToken> tokens = backend.access().tokens();
    if (tokens.isEmpty() && listen.isLoopback()) {
      return new Caller(backend.localUser(), Role.ADMIN, origin);
    }
    AccessToken token = valid(ctx, tokens);
    if (!token.role().covers(wanted)) {
      String detail =
          "token %s is %s, and this wants %s"
              .formatted(token.name(), token.role().text(), wanted.text());
      audit.refused(token.name(), ctx, detail);
      throw Refusal.forbidden(detail);
    }
    return new Caller(token.name(), token.role(), origin);
  }

  private AccessToken valid(Context ctx, List<AccessToken> tokens) {
    Optional<TokenText> shown = shown(ctx);
    if (shown.isEmpty()) {
      throw unauthorized(ctx, "a token is wanted: Authorization: Bearer TOKEN");
    }
    AccessToken token = shown.get().among(tokens).orElse(null);
    if (token != null && token.isValid(backend.access().now())) {
      return token;
    }
    String detail =
        token == null
            ? "the token is none of this server"
            : "token %s %s"
                .formatted(token.name(), token.revokedAt() != null ? "is revoked" : "has expired");
    if (!audit.refused(token == null ? "unknown" : token.name(), ctx, detail)) {
      throw Refusal.tooManyRequests("too many tokens that are worth nothing", 60);
    }
    throw unauthorized(ctx, detail);
  }

  /** Browsers ask for a password, and take the token for one; programs are not to be asked. */
  private static Refusal unauthorized(Context ctx, String detail) {
    boolean page =
        Accept.best(ctx.header("Accept"), "application/json", "text/html")
            .filter("text/html"::equals)
            .isPresent();
    return Refusal.unauthorized(
        detail, page ? "Basic realm=\"nightjar\", charset=\"UTF-8\"" : "Bearer realm=\"nightjar\"");
  }

  private static Optional<TokenText> shown(Context ctx) {
    String header = ctx.header("Authorization");
    if (header == null) {
      return Optional.empty();
    }
    String[] words = header.strip().split(" +", 2);
    if (words.length == 2 && words[0].equalsIgnoreCase("Bearer")) {
      return Optional.of(TokenText.of(words[1]));
    }
    if (words.length == 2 && words[0].equalsIgnoreCase("Basic")) {
      return password(words[1]).map(TokenText::of);
    }
    return Optional.empty();
  }

  private static Optional<String> password(String credentials) {
    try {
      String pair = new String(Base64.getDecoder().decode(credentials), StandardCharsets.UTF_8);
      return Optional.of(pair.substring(pair.indexOf(':') + 1));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
