package dev.nightjar.schedules;

import java.net.URI;

/** Reaches workspaces that a server has open. */
public interface Servers {

  /**
   * The workspace of a server. What works only on a machine's own files throws {@link
   * IllegalArgumentException}.
   *
   * @throws IllegalArgumentException when the address is none, or a token would be sent where
   *     others could read it
   */
  Workspace at(URI server);
}
