package dev.nightjar.jobs.s3;

/** What is asked of a bucket, and the permission that it takes. */
enum S3Action {
  CREATE("create objects", "s3:PutObject", true),
  READ("read objects", "s3:GetObject", true),
  LIST("list objects", "s3:ListBucket", false),
  REMOVE("remove objects", "s3:DeleteObject", true),
  LIST_UPLOADS("list unfinished uploads", "s3:ListBucketMultipartUploads", false),
  ABANDON("abandon unfinished uploads", "s3:AbortMultipartUpload", true);

  private final String verb;
  private final String permission;
  private final boolean ofObjects;

  S3Action(String verb, String permission, boolean ofObjects) {
    this.verb = verb;
    this.permission = permission;
    this.ofObjects = ofObjects;
  }

  /** What is done, in words. */
  String verb() {
    return verb;
  }

  /** The permission and what it must be granted on. */
  String grant(S3Place place) {
    String bucket = "arn:aws:s3:::" + place.bucket();
    return permission + " on " + (ofObjects ? bucket + "/" + place.key("*") : bucket);
  }
}
